package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;

/**
 * One enabled repository for one architecture, variables replaced.
 *
 * @param at where it is described
 * @param id its id
 * @param address where it lies
 * @param priority less is better; dnf's default is 99
 * @param cost of equal packages, that of the cheaper repository is taken; dnf's default is 1000
 * @param filter which packages are considered
 * @param skipIfUnavailable whether the choice is made without it when it cannot be had; dnf's
 *     default is false
 * @param access how its server is spoken to
 */
public record RepoSettings(
    Location at,
    String id,
    RepoAddress address,
    int priority,
    int cost,
    RepoFilter filter,
    boolean skipIfUnavailable,
    RepoAccess access) {}
