/** Locking for RPM: chooses packages as DNF does and writes rpms.lock.yaml. */
module dev.hermetic.rpm.lock {
  requires transitive dev.hermetic.core;
  requires dev.hermetic.formats;
  requires dev.hermetic.rpm;
  requires com.google.common;
  requires org.apache.commons.compress;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports dev.hermetic.rpm.lock;

  provides dev.hermetic.core.spi.Locker with
      dev.hermetic.rpm.lock.RpmLocker;
}
