/** Frames as the service writes them, transcribed from its reference and from captures. No other testing helper knows its names. */
export const literalFrames: readonly string[] = [
  '{"Type":"MESSAGE","Id":"M2YcHkgffEvU","RequestId":"8fe6c3b0-1f2a-4c3d-9e4f-5a6b7c8d9e0f","Attributes":null,"Content":"Hi","SendTime":"2022-12-02T08:21:20.754555595Z","Sender":{"UserId":"user-1","Attributes":{"displayName":"Ann"}}}',
  '{"Type":"MESSAGE","Id":"5OPsDdX18qcJ","RequestId":"","Attributes":{"replyTo":"M2YcHkgffEvU"},"Content":"Hello \\"you\\" 😀","SendTime":"2022-10-11T12:46:41.723Z","Sender":{"UserId":"user-2","Attributes":{}}}',
  '{"Type":"MESSAGE","Id":"k2Yc9kgffEvZ","Attributes":{},"Content":"x","SendTime":"2022-10-11T12:46:41Z","Sender":{"UserId":"u","Attributes":null}}',
  '{"Type":"EVENT","Id":"IxTh2Ad9fZIr","RequestId":"","EventName":"aws:DELETE_MESSAGE","Attributes":{"MessageID":"M2YcHkgffEvU","MessageId":"M2YcHkgffEvU","Reason":"Spam"},"SendTime":"2022-12-02T08:21:21.001Z"}',
  '{"Type":"EVENT","Id":"IxTh2Ad9fZIs","RequestId":"r-1","EventName":"aws:DELETE_MESSAGE","Attributes":{"MessageID":"5OPsDdX18qcJ"},"SendTime":"2022-12-02T08:21:21.001Z"}',
  '{"Type":"EVENT","Id":"UxTh2Ad9fZIt","RequestId":"","EventName":"aws:DISCONNECT_USER","Attributes":{"UserId":"user-9","Reason":"Rude"},"SendTime":"2022-12-02T08:21:22.001Z"}',
  '{"Type":"EVENT","Id":"AxTh2Ad9fZIu","RequestId":"","EventName":"poll:open","Attributes":{"question":"Who wins?"},"SendTime":"2022-12-02T08:21:23.001Z"}',
  '{"Type":"EVENT","Id":"BxTh2Ad9fZIv","RequestId":"","EventName":"bell","Attributes":null,"SendTime":"2022-12-02T08:21:23.001Z"}',
  '{"Type":"ERROR","Id":"ErTh2Ad9fZIw","RequestId":"8fe6c3b0-1f2a-4c3d-9e4f-5a6b7c8d9e0f","ErrorCode":429,"ErrorMessage":"Rate limit exceeded"}',
  '{"Type":"ERROR","Id":"FrTh2Ad9fZIx","RequestId":"","ErrorCode":400,"ErrorMessage":"Malformed"}',
  '{"Type":"ERROR","Id":"GrTh2Ad9fZIy","RequestId":"r-2","ErrorCode":403,"ErrorMessage":"Not allowed"}',
];

/** The names that they use. */
export const fieldNames: readonly string[] = [...new Set(literalFrames.flatMap((text) => Object.keys(JSON.parse(text) as object)))];

/** What the service says in them in words of its own, which are in capitals. */
export const serviceWords: readonly string[] = [...new Set(literalFrames.join().match(/(?<=")(aws:)?[A-Z_]{3,}(?=")/g))];

/** A frame, good or not, with an id of its own: most would be left out as heard before. */
export function renumbered(text: string, number: number): string {
  return text.replace('"Id":"', `"Id":"${number}x`);
}

let lastId = 0;

/** A message, with other fields as given. */
export function messageFrame(content: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  lastId += 1;
  return {
    Type: 'MESSAGE',
    Id: `M${String(lastId).padStart(11, '0')}`,
    RequestId: '',
    Attributes: null,
    Content: content,
    SendTime: '2022-12-02T08:21:20.754555595Z',
    Sender: { UserId: 'ann', Attributes: null },
    ...fields,
  };
}

/** An event, with other fields as given. */
export function eventFrame(eventName: string, attributes: Record<string, string> | null, fields: Record<string, unknown> = {}): Record<string, unknown> {
  lastId += 1;
  return {
    Type: 'EVENT',
    Id: `E${String(lastId).padStart(11, '0')}`,
    RequestId: '',
    EventName: eventName,
    Attributes: attributes,
    SendTime: '2022-12-02T08:21:20.754555595Z',
    ...fields,
  };
}
