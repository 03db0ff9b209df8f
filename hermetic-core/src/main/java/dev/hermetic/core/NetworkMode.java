package dev.hermetic.core;

/** How a run uses the network. */
public enum NetworkMode {
  /** Artifacts come from the store when it holds them; index metadata is asked for anew. */
  ONLINE,
  /** Artifacts and index metadata come from the store when it holds them. */
  PREFER_STORE,
  /** No connection is opened; what the store lacks is an error that lists all of it. */
  OFFLINE
}
