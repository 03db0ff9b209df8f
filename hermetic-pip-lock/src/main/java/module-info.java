/** Locking for Python: chooses versions and writes pylock.toml (PEP 751). */
module dev.hermetic.pip.lock {
  requires transitive dev.hermetic.core;
  requires dev.hermetic.formats;
  requires dev.hermetic.pip;
  requires static org.jspecify;

  exports dev.hermetic.pip.lock;

  provides dev.hermetic.core.spi.Locker with
      dev.hermetic.pip.lock.PipLocker;
}
