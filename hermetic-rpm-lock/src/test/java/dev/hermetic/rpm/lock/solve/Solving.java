package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.problems.Explanation;
import dev.hermetic.rpm.lock.solve.request.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Solves requests about made-up repositories. */
final class Solving {
  private Solving() {}

  static PackagePool pool(List<MadeRepository> repositories) throws IOException {
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of("x86_64"));
    for (MadeRepository made : repositories) {
      builder.add(Repository.configured(made.id, made.priority, made.cost), made.table());
    }
    return builder.build();
  }

  /** The packages to install, sorted, without their architecture; or what stands in the way. */
  static String install(
      boolean best, boolean weak, List<MadeRepository> repositories, String... specs)
      throws IOException {
    return install(pool(repositories), best, weak, specs);
  }

  /** The same on top of what is installed. */
  static String installOn(MadeRepository installed, MadeRepository available, String... specs)
      throws IOException {
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of("x86_64"));
    builder.add(Repository.installed(), installed.table());
    builder.add(Repository.configured(available.id, 99, 1000), available.table());
    return install(builder.build(), false, true, specs);
  }

  private static String install(PackagePool pool, boolean best, boolean weak, String... specs) {
    Request request = new Request(pool, best);
    for (String spec : specs) {
      request.install(spec);
    }
    Solution solution = Solution.of(pool, request.jobs(false), request.settings(weak));
    return solution.isSolved()
        ? Arrays.stream(solution.installs())
            .mapToObj(p -> pool.nevra(p).replaceAll("\\.[^.]*$", ""))
            .sorted()
            .collect(Collectors.joining(" "))
        : "\n" + String.join("\n", Explanation.lines(solution.search()));
  }
}
