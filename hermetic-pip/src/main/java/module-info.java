/** Python: pylock.toml (PEP 751) and requirements files. */
module dev.hermetic.pip {
  requires transitive dev.hermetic.core;
  requires org.apache.commons.compress;
  requires org.jsoup;
  requires org.tomlj;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports dev.hermetic.pip;

  provides dev.hermetic.core.spi.Resolver with
      dev.hermetic.pip.PipResolver;
  provides dev.hermetic.core.spi.CacheLayout with
      dev.hermetic.pip.PipLayout;
  provides dev.hermetic.core.spi.Locker with
      dev.hermetic.pip.PipLocker;
}
