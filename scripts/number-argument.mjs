/**
 * A number on the command line, as `--name=7`.
 * @param {string} name @param {number} fallback
 */
export function numberArgument(name, fallback) {
  const start = `--${name}=`;
  return Number(process.argv.find((text) => text.startsWith(start))?.slice(start.length) ?? fallback);
}
