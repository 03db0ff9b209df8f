/** npm: package-lock.json and npm-shrinkwrap.json. */
module dev.hermetic.npm {
  requires transitive dev.hermetic.core;
  requires dev.hermetic.formats;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports dev.hermetic.npm;

  provides dev.hermetic.core.spi.Resolver with
      dev.hermetic.npm.NpmResolver;
  provides dev.hermetic.core.spi.CacheLayout with
      dev.hermetic.npm.NpmLayout;
  provides dev.hermetic.core.spi.LockfileDetector with
      dev.hermetic.npm.NpmDetector;
  provides dev.hermetic.core.spi.ClientConfiguration with
      dev.hermetic.npm.NpmConfiguration;
}
