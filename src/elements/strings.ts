/** Every word that the elements show or announce. Replace any subset of them through the room's `strings` property. */
export interface Strings {
  /** Title and accessible name of a room without a `label`. */
  readonly chat: string;
}
