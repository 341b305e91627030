const names = [
  'ivs-chat-connecting',
  'ivs-chat-connect',
  'ivs-chat-disconnect',
  'ivs-chat-message',
  'ivs-chat-moderation',
  'ivs-chat-event',
  'ivs-chat-before-send',
  'ivs-chat-send',
  'ivs-chat-error',
] as const;

/** Everything that a room fired, in order. */
export class EventLog {
  readonly events: CustomEvent[] = [];

  constructor(target: EventTarget) {
    for (const name of names) target.addEventListener(name, (event) => this.events.push(event as CustomEvent));
  }

  get types(): string[] {
    return this.events.map((event) => event.type.replace('ivs-chat-', ''));
  }

  /** What the events of one type told. */
  details(type: string): Record<string, unknown>[] {
    return this.events.filter((event) => event.type === `ivs-chat-${type}`).map((event) => event.detail as Record<string, unknown>);
  }
}
