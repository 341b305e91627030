/** Checked by the compiler alone: code and values written for the official package fit this one. */
import type * as Official from 'amazon-ivs-chat-messaging';
import type * as Ours from '../index.js';

type Fits<From extends To, To> = From;

export type Checks = [
  Fits<Ours.ChatRoom, Pick<Official.ChatRoom, keyof Official.ChatRoom>>,
  Fits<Official.ChatRoomConfig, Ours.ChatRoomConfig>,
  Fits<Ours.SendMessageRequest, Official.SendMessageRequest>,
  Fits<Official.SendMessageRequest, Ours.SendMessageRequest>,
  Fits<Ours.DeleteMessageRequest, Official.DeleteMessageRequest>,
  Fits<Official.DeleteMessageRequest, Ours.DeleteMessageRequest>,
  Fits<Ours.DisconnectUserRequest, Official.DisconnectUserRequest>,
  Fits<Official.DisconnectUserRequest, Ours.DisconnectUserRequest>,
  Fits<Ours.ChatMessage, Official.ChatMessage>,
  Fits<Official.ChatMessage, Ours.ChatMessage>,
  Fits<Ours.ChatEvent, Official.ChatEvent>,
  Fits<Official.ChatEvent, Ours.ChatEvent>,
  Fits<Ours.DeleteMessageEvent, Official.DeleteMessageEvent>,
  Fits<Official.DeleteMessageEvent, Ours.DeleteMessageEvent>,
  Fits<Ours.DisconnectUserEvent, Official.DisconnectUserEvent>,
  Fits<Official.DisconnectUserEvent, Ours.DisconnectUserEvent>,
  Fits<Ours.ChatUser, Official.ChatUser>,
  Fits<Official.ChatUser, Ours.ChatUser>,
  Fits<Ours.ChatToken, Official.ChatToken>,
  Fits<Official.ChatToken, Ours.ChatToken>,
  Fits<Official.ChatTokenProvider, Ours.ChatTokenProvider>,
  Fits<Official.ChatRoomListenerMap, Ours.ChatRoomListenerMap>,
  Fits<Ours.ChatRoomListenerMap, Official.ChatRoomListenerMap>,
  Fits<Ours.ChatError, Official.ChatError>,
  Fits<Ours.ChatLogger, Official.ChatLogger>,
  Fits<Official.ChatLogger, Ours.ChatLogger>,
  Fits<Ours.ConsoleLogger, Official.ConsoleLogger>,
  Fits<Ours.ChatLogLevel, Official.ChatLogLevel>,
  Fits<Official.ChatLogLevel, Ours.ChatLogLevel>,
  Fits<Ours.ConnectionState, Official.ConnectionState>,
  Fits<Official.ConnectionState, Ours.ConnectionState>,
  Fits<Ours.DisconnectReason, Official.DisconnectReason>,
  Fits<Official.DisconnectReason, Ours.DisconnectReason>,
];
