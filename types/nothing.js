// The types are all there is: an import of them does nothing when it runs.
export {};
