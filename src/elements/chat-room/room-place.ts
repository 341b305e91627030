/** Where an element connects, as its attributes say. */
export interface RoomPlace {
  readonly roomId: string;
  readonly region: string;
  readonly socketUrl: string;
  readonly tokenEndpoint: string;
}

/** A framework may set `null` or `undefined` for an attribute that is not there. */
export function placeOf(host: { readonly [Name in keyof RoomPlace]: string | null | undefined }): RoomPlace {
  return {
    roomId: host.roomId ?? '',
    region: host.region ?? '',
    socketUrl: host.socketUrl ?? '',
    tokenEndpoint: host.tokenEndpoint ?? '',
  };
}

/** Another room, or another way to it. A token endpoint counts only where no provider stands in its place. */
export function isElsewhere(before: RoomPlace, now: RoomPlace, hasProvider: boolean): boolean {
  const names = Object.keys(now) as (keyof RoomPlace)[];
  return names.some((name) => before[name] !== now[name] && !(hasProvider && name === 'tokenEndpoint'));
}
