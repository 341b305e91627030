import { expect } from '@open-wc/testing';

export interface Complaints {
  readonly warnings: string[];
  readonly errors: unknown[];
}

/** Collects warnings, and errors that were reported or that nobody caught, while something runs, and keeps them from the test runner. */
export async function complaintsDuring(act: () => unknown): Promise<Complaints> {
  const warnings: string[] = [];
  const errors: unknown[] = [];
  const { warn } = console;
  const { onerror, reportError } = window;
  const onError = (event: Event): void => {
    // A picture that does not load is nobody's mistake, and its own affair.
    if (!(event instanceof ErrorEvent)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    errors.push(event.error);
  };
  console.warn = (text: string) => warnings.push(text);
  window.onerror = null;
  window.reportError = (error) => errors.push(error);
  window.addEventListener('error', onError, { capture: true });
  try {
    await act();
  } finally {
    console.warn = warn;
    window.removeEventListener('error', onError, { capture: true });
    Object.assign(window, { onerror, reportError });
  }
  return { warnings, errors };
}

/** What was written as warnings while something ran without an error. */
export async function warningsDuring(act: () => unknown): Promise<string[]> {
  const { warnings, errors } = await complaintsDuring(act);
  expect(errors).to.deep.equal([]);
  return warnings;
}
