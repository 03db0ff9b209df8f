/** RPM: rpms.lock.yaml, packages and repositories. */
module dev.hermetic.rpm {
  requires transitive dev.hermetic.core;
  requires dev.hermetic.formats;
  requires com.github.luben.zstd_jni;
  requires com.google.common;
  requires org.apache.commons.compress;
  requires org.bouncycastle.pg;
  requires org.bouncycastle.provider;
  requires org.tukaani.xz;
  requires java.xml;
  requires static org.jspecify;

  exports dev.hermetic.rpm;
  exports dev.hermetic.rpm.closure to
      dev.hermetic.rpm.lock;
  exports dev.hermetic.rpm.file to
      dev.hermetic.rpm.lock;
  exports dev.hermetic.rpm.lockfile to
      dev.hermetic.rpm.lock;
  exports dev.hermetic.rpm.repodata to
      dev.hermetic.rpm.lock;
  exports dev.hermetic.rpm.version to
      dev.hermetic.rpm.lock;

  provides dev.hermetic.core.spi.Resolver with
      dev.hermetic.rpm.RpmResolver;
  provides dev.hermetic.core.spi.CacheLayout with
      dev.hermetic.rpm.RpmLayout;
  provides dev.hermetic.core.spi.Verifier with
      dev.hermetic.rpm.signature.RpmVerifier;
  provides dev.hermetic.core.spi.LockfileDetector with
      dev.hermetic.rpm.RpmDetector;
  provides dev.hermetic.core.spi.ClientConfiguration with
      dev.hermetic.rpm.RpmConfiguration;
}
