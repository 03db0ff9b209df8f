/** Python: pylock.toml (PEP 751) and requirements files. */
module dev.hermetic.pip {
  requires transitive dev.hermetic.core;
  requires dev.hermetic.formats;
  requires org.apache.commons.compress;
  requires org.jsoup;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports dev.hermetic.pip;
  exports dev.hermetic.pip.index to
      dev.hermetic.pip.lock;
  exports dev.hermetic.pip.metadata to
      dev.hermetic.pip.lock;
  exports dev.hermetic.pip.pylock to
      dev.hermetic.pip.lock;
  exports dev.hermetic.pip.requirement to
      dev.hermetic.pip.lock;
  exports dev.hermetic.pip.requirements to
      dev.hermetic.pip.lock;
  exports dev.hermetic.pip.version to
      dev.hermetic.pip.lock;
  exports dev.hermetic.pip.wheel to
      dev.hermetic.pip.lock;

  provides dev.hermetic.core.spi.Resolver with
      dev.hermetic.pip.PipResolver;
  provides dev.hermetic.core.spi.CacheLayout with
      dev.hermetic.pip.PipLayout;
  provides dev.hermetic.core.spi.LockfileDetector with
      dev.hermetic.pip.PipDetector;
  provides dev.hermetic.core.spi.ClientConfiguration with
      dev.hermetic.pip.PipConfiguration;
}
