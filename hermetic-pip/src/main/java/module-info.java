/** Python: pylock.toml (PEP 751) and requirements files. */
module dev.hermetic.pip {
  requires transitive dev.hermetic.core;
  requires org.apache.commons.compress;
  requires org.jsoup;
  requires org.tomlj;
  requires tools.jackson.core;
  requires static org.jspecify;
}
