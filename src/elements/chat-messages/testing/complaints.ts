/** Collects warnings and reported errors while something runs, and keeps them from the test runner. */
export async function complaintsDuring(act: () => Promise<void>): Promise<{ readonly warnings: string[]; readonly errors: unknown[] }> {
  const warnings: string[] = [];
  const errors: unknown[] = [];
  const { warn } = console;
  const { reportError } = window;
  console.warn = (text: string) => warnings.push(text);
  window.reportError = (error) => errors.push(error);
  try {
    await act();
  } finally {
    console.warn = warn;
    window.reportError = reportError;
  }
  return { warnings, errors };
}
