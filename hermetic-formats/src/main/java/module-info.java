/** Documents with positions, and archives of strangers read in bounded memory. */
module dev.hermetic.formats {
  requires transitive dev.hermetic.core;
  requires org.snakeyaml.engine;
  requires org.tomlj;
  requires tools.jackson.core;
  requires tools.jackson.dataformat.yaml;
  requires static org.jspecify;

  exports dev.hermetic.formats.archive;
  exports dev.hermetic.formats.containerfile;
  exports dev.hermetic.formats.json;
  exports dev.hermetic.formats.toml;
  exports dev.hermetic.formats.yaml;
}
