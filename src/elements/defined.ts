type Optional<Fields> = { [Name in keyof Fields]: undefined extends Fields[Name] ? Name : never }[keyof Fields];

/** The fields that are not `undefined`. */
export function defined<Fields extends object>(fields: Fields): Omit<Fields, Optional<Fields>> & { [Name in Optional<Fields>]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<typeof defined<Fields>>;
}
