/** What the platform and Lit read from a class, not the page. */
const forMachines = ['formAssociated', 'properties', 'shadowRootOptions', 'styles'];

/** @param {{ privacy?: string, name?: string }} member */
const isPublic = (member) =>
  !forMachines.includes(member.name ?? '') &&
  !member.privacy?.match(/private|protected/) && !member.name?.startsWith('#') && !member.name?.startsWith('_');

/** @param {string} path */
const published = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

/** Keeps what a page author may use, under the names that are published, in an order that does not vary. */
const publicFace = {
  name: 'public-face',
  /** @param {{ customElementsManifest: any }} context */
  packageLinkPhase({ customElementsManifest }) {
    const { modules } = customElementsManifest;
    for (const module of modules) {
      module.path = published(module.path);
      for (const declaration of module.declarations ?? []) {
        if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        // All that is left is public.
        for (const member of declaration.members ?? []) delete member.privacy;
        // A constant as a default: the field's doc comment says its value, and its initial value the type.
        for (const attribute of declaration.attributes ?? []) {
          const field = declaration.members?.find((member) => member.name === attribute.fieldName);
          if (field?.type) attribute.type = field.type;
          if (field?.default) attribute.default = field.default;
        }
        // dispatchEvent() calls add nameless or untyped doubles of what @fires says.
        if (declaration.events) declaration.events = declaration.events.filter((event) => event.name && event.type);
      }
    }
    rewrite(modules);
    customElementsManifest.modules = modules
      .filter((module) => module.declarations?.length || module.exports?.length)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  },
};

/** @param {unknown} value */
function rewrite(value) {
  if (typeof value !== 'object' || value === null) return;
  const record = /** @type {Record<string, unknown>} */ (value);
  for (const key of Object.keys(record)) {
    const entry = record[key];
    if (key === 'module' && typeof entry === 'string') record[key] = published(entry);
    else rewrite(entry);
  }
}

export default {
  globs: ['src/index.ts', 'src/elements/events.ts', 'src/elements/*/ivs-chat-*.ts'],
  exclude: ['src/**/*.test.ts', 'src/**/*.styles.ts', 'src/**/testing/**'],
  outdir: '.',
  packagejson: false,
  litelement: true,
  plugins: [publicFace],
};
