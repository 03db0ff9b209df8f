/** Generic files: {@code artifacts.in.yaml} and {@code artifacts.lock.yaml}. */
module dev.hermetic.generic {
  requires transitive dev.hermetic.core;
  requires dev.hermetic.formats;
  requires static org.jspecify;

  exports dev.hermetic.generic;

  provides dev.hermetic.core.spi.Resolver with
      dev.hermetic.generic.GenericResolver;
  provides dev.hermetic.core.spi.CacheLayout with
      dev.hermetic.generic.GenericLayout;
  provides dev.hermetic.core.spi.Locker with
      dev.hermetic.generic.GenericLocker;
  provides dev.hermetic.core.spi.LockfileDetector with
      dev.hermetic.generic.GenericDetector;
}
