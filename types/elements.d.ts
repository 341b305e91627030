// Generated from custom-elements.json by `npm run manifest`; do not edit.

import type {
  IvsChatInput,
  IvsChatMessages,
  IvsChatRoom,
  IvsChatBeforeModerateEvent,
  IvsChatBeforeSendEvent,
  IvsChatConnectEvent,
  IvsChatConnectingEvent,
  IvsChatDisconnectEvent,
  IvsChatErrorEvent,
  IvsChatEventEvent,
  IvsChatLinkClickEvent,
  IvsChatMessageEvent,
  IvsChatModerationEvent,
  IvsChatSendEvent,
  IvsChatUserClickEvent,
} from '../dist/index.js';

/** The class behind each tag. */
export interface ElementOf {
  'ivs-chat-input': IvsChatInput;
  'ivs-chat-messages': IvsChatMessages;
  'ivs-chat-room': IvsChatRoom;
}

/** What stands in HTML. */
export interface AttributesOf {
  'ivs-chat-input': {
    for: IvsChatInput['htmlFor'];
    name: IvsChatInput['name'];
    placeholder: IvsChatInput['placeholder'];
    disabled: boolean | '';
    readonly: boolean | '';
    required: boolean | '';
    'max-rows': number | `${number}`;
    enter: IvsChatInput['enter'];
    counter: IvsChatInput['counter'];
    value: IvsChatInput['defaultValue'];
  };
  'ivs-chat-messages': {
    for: IvsChatMessages['htmlFor'];
    'no-timestamps': boolean | '';
    avatars: boolean | '';
    'no-badges': boolean | '';
    'name-colors': IvsChatMessages['nameColors'];
    deleted: IvsChatMessages['deleted'];
  };
  'ivs-chat-room': {
    'token-endpoint': IvsChatRoom['tokenEndpoint'];
    'room-id': IvsChatRoom['roomId'];
    region: IvsChatRoom['region'];
    'socket-url': IvsChatRoom['socketUrl'];
    manual: boolean | '';
    readonly: boolean | '';
    'token-credentials': IvsChatRoom['tokenCredentials'];
    loading: IvsChatRoom['loading'];
    theme: IvsChatRoom['theme'];
    density: IvsChatRoom['density'];
    'max-messages': number | `${number}`;
    'max-length': number | `${number}`;
    label: IvsChatRoom['label'];
  };
}

/** What a script can set. */
export interface PropertiesOf {
  'ivs-chat-input': {
    htmlFor: IvsChatInput['htmlFor'];
    name: IvsChatInput['name'];
    placeholder: IvsChatInput['placeholder'];
    readOnly: IvsChatInput['readOnly'];
    required: IvsChatInput['required'];
    maxRows: IvsChatInput['maxRows'];
    enter: IvsChatInput['enter'];
    counter: IvsChatInput['counter'];
    value: IvsChatInput['value'];
    defaultValue: IvsChatInput['defaultValue'];
    disabled: IvsChatInput['disabled'];
  };
  'ivs-chat-messages': {
    htmlFor: IvsChatMessages['htmlFor'];
    noTimestamps: IvsChatMessages['noTimestamps'];
    avatars: IvsChatMessages['avatars'];
    noBadges: IvsChatMessages['noBadges'];
    nameColors: IvsChatMessages['nameColors'];
    deleted: IvsChatMessages['deleted'];
    messages: IvsChatMessages['messages'];
    decorateMessage: IvsChatMessages['decorateMessage'];
    renderMessage: IvsChatMessages['renderMessage'];
  };
  'ivs-chat-room': {
    tokenEndpoint: IvsChatRoom['tokenEndpoint'];
    roomId: IvsChatRoom['roomId'];
    region: IvsChatRoom['region'];
    socketUrl: IvsChatRoom['socketUrl'];
    manual: IvsChatRoom['manual'];
    readOnly: IvsChatRoom['readOnly'];
    tokenProvider: IvsChatRoom['tokenProvider'];
    tokenParams: IvsChatRoom['tokenParams'];
    tokenHeaders: IvsChatRoom['tokenHeaders'];
    strings: IvsChatRoom['strings'];
    emotes: IvsChatRoom['emotes'];
    badges: IvsChatRoom['badges'];
    imageOrigins: IvsChatRoom['imageOrigins'];
    linkSchemes: IvsChatRoom['linkSchemes'];
    tokenCredentials: IvsChatRoom['tokenCredentials'];
    loading: IvsChatRoom['loading'];
    theme: IvsChatRoom['theme'];
    density: IvsChatRoom['density'];
    maxMessages: IvsChatRoom['maxMessages'];
    maxLength: IvsChatRoom['maxLength'];
    label: IvsChatRoom['label'];
  };
}

/** What can be heard there; events of the pieces bubble to the room. */
export interface EventsOf {
  'ivs-chat-input': {
    'ivs-chat-before-send': IvsChatBeforeSendEvent;
    'ivs-chat-send': IvsChatSendEvent;
  };
  'ivs-chat-messages': {
    'ivs-chat-before-moderate': IvsChatBeforeModerateEvent;
    'ivs-chat-link-click': IvsChatLinkClickEvent;
    'ivs-chat-user-click': IvsChatUserClickEvent;
  };
  'ivs-chat-room': {
    'ivs-chat-before-moderate': IvsChatBeforeModerateEvent;
    'ivs-chat-before-send': IvsChatBeforeSendEvent;
    'ivs-chat-connect': IvsChatConnectEvent;
    'ivs-chat-connecting': IvsChatConnectingEvent;
    'ivs-chat-disconnect': IvsChatDisconnectEvent;
    'ivs-chat-error': IvsChatErrorEvent;
    'ivs-chat-event': IvsChatEventEvent;
    'ivs-chat-link-click': IvsChatLinkClickEvent;
    'ivs-chat-message': IvsChatMessageEvent;
    'ivs-chat-moderation': IvsChatModerationEvent;
    'ivs-chat-send': IvsChatSendEvent;
    'ivs-chat-user-click': IvsChatUserClickEvent;
  };
}

export type Tag = keyof ElementOf;

/** Everything that a template may set on an element, each of it optional. */
export type Settings<T extends Tag> = Partial<AttributesOf[T] & Omit<PropertiesOf[T], keyof AttributesOf[T]>>;

/** Listeners as settings: the name of the event after a prefix. */
export type Listeners<T extends Tag, Prefix extends string> = {
  [N in keyof EventsOf[T] as `${Prefix}${N & string}`]?: (event: EventsOf[T][N]) => void;
};
