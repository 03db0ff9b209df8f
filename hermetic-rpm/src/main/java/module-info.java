/** RPM: rpms.lock.yaml, packages and repositories. */
module dev.hermetic.rpm {
  requires transitive dev.hermetic.core;
  requires aircompressor;
  requires com.google.common;
  requires org.apache.commons.compress;
  requires org.bouncycastle.pg;
  requires org.bouncycastle.provider;
  requires org.tukaani.xz;
  requires java.xml;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires static org.jspecify;
}
