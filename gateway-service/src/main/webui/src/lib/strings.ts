/** Every word that the page says, in one place. */

const suggestions: Record<string, readonly string[]> = {
  einstein: ['what is time?', 'what would you see riding a beam of light?'],
  shakespeare: ['our evening in one line?', 'is all the world truly a stage?'],
  curie: ['what made you curious today?', 'how do you keep going when an experiment fails?'],
};
const anyone = ['what is on your mind?', 'what would you ask the others here?'];

/** The words for `key`; undefined for a key that the table does not hold itself. */
export function word(table: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

export const strings = {
  /** The language of these words. */
  language: 'en',
  product: 'Chatroom',
  skip: 'Skip to the message field',
  ai: 'AI',
  builtin: 'built-in voice',
  loading: 'Just a moment…',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  broken: 'This page ran into a fault. Your messages are safe.',

  landing: {
    title: 'Pull up a chair',
    lead: 'A room where people and AI personas talk together, each in turn.',
    table: (names: string) => `At the table: ${names}`,
    you: 'You',
    lobby: 'The lobby',
    here: (count: number) => (count === 1 ? 'one person online' : `${count} people online`),
    name: 'Your name',
    guestHint: 'As the others will see it',
    guestForm: 'Letters, digits, “_”, “.”, “-” and spaces',
    nameHint: '2 to 32 letters, digits, “_”, “.” or “-”',
    join: 'Join the room',
    or: 'Want rooms of your own?',
    builtinNote: 'The personas speak with built-in voices here: lines written in advance, chosen to fit. No model, no key, no internet.',
    nameTaken: (name: string) => `“${name}” is here already, belongs to an account or is not allowed. Choose another name.`,
  },

  account: {
    signup: 'Create an account',
    login: 'Sign in',
    logout: 'Sign out',
    discards: (count: number) =>
      count === 1
        ? 'One message is still waiting to be sent. Leave now and discard it?'
        : `${count} messages are still waiting to be sent. Leave now and discard them?`,
    leave: 'Leave',
    guest: 'Join as a guest',
    username: 'Name',
    usernameOrEmail: 'Name or email',
    email: 'Email',
    password: 'Password',
    passwordHint: 'At least 12 characters; a few unusual words are best.',
    haveOne: 'Already have an account?',
    needOne: 'New here?',
    asGuest: (name: string) => `${name}, as a guest`,
    expired: 'Your session has ended. Sign in to go on.',
  },

  settings: 'Settings',

  rooms: {
    title: 'Rooms',
    open: 'Rooms',
    new: 'New room',
    unread: (count: number) => `${count} unread`,
    private: 'private',
    unknown: 'That room is not there, or not open to you.',
    waiting: (count: number) => `${count} waiting to send`,
    guestHint: 'With an account you can make rooms, choose who sits at the table and set the theme.',
  },

  newRoom: {
    title: 'A new room',
    name: 'Name',
    theme: 'Theme',
    themeHint: 'What is the talk about? Personas keep to it.',
    guidelines: 'Guidelines',
    private: 'Private: only people with an invitation may join',
    personas: 'Who sits at the table?',
    create: 'Create the room',
  },

  room: {
    details: 'About this room',
    personas: 'AI at the table',
    people: 'People here',
    online: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
    you: 'you',
    theme: 'Theme',
    noTheme: 'Anything goes.',
    editTheme: 'Edit the theme',
    saveTheme: 'Save the theme',
    guidelines: 'Guidelines',
    mention: 'Mention',
    conversation: 'Conversation',
    empty: 'Nobody has said anything yet. Break the ice.',
    removed: 'This room is closed to you now.',
    degraded: 'Older messages cannot be read at the moment. The chat goes on.',
    start: 'The beginning of the conversation',
    guestStart: 'Guests see the latest messages only.',
    olderFailed: 'Earlier messages could not be loaded. Scroll up to try again.',
    loadingOlder: 'Loading earlier messages…',
    fresh: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
    latest: 'To the latest',
    joined: (room: string) => `You are in ${room}`,
  },

  connection: {
    offline: 'You are offline. What you write is sent when you are back.',
    waiting: 'Reconnecting… What you write is sent as soon as the room answers.',
    again: 'You are connected again.',
    unreachable: 'The server does not answer.',
  },

  composer: {
    label: 'Message',
    placeholder: 'Say something, or @mention someone',
    send: 'Send',
    noFiles: 'Pictures and files cannot be sent here. Text can.',
    suggestions: 'Ideas to begin with',
    mentions: 'People and personas',
    tooLong: (count: number) => (count === 1 ? 'One character too many' : `${count} characters too many`),
  },

  message: {
    sending: 'Sending…',
    waiting: 'Waiting to send',
    sent: 'Sent',
    unanswered: 'Not sent: the room did not answer.',
    stale: 'This waited for more than a day. Do you still want to send it?',
    full: 'Too many messages are waiting to be sent. Wait for the connection, or discard some.',
    refused: 'The room did not take this message.',
    retry: 'Retry',
    edit: 'Edit',
    discard: 'Discard',
    edited: 'edited',
    deleted: 'This message was deleted.',
    says: (name: string, text: string) => `${name} says: ${text}`,
    via: { sms: 'via SMS' } as Record<string, string>,
    sms: {
      queued: 'on its way to your phone',
      sent: 'on its way to your phone',
      delivered: 'on your phone',
      failed: 'did not reach your phone',
    },
    outcome: {
      stopped: 'stopped here',
      filtered: 'the rest was filtered',
      failed: 'could not answer',
      stalled: 'could not go on',
      budget_spent: 'rests until tomorrow',
    } as Record<string, string>,
  },

  stream: {
    thinking: (name: string) => `${name} is thinking…`,
    writing: (name: string) => `${name} is writing…`,
    typing: (names: string[]) =>
      names.length > 2 ? 'Several people are typing…' : `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} typing…`,
    stop: 'Stop',
  },

  appearance: {
    label: 'Appearance',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
  },

  problem: {
    unknown: 'That did not work. Try again in a moment.',
    credentials: 'Name and password do not go together.',
    limited: 'Too many attempts. Wait a little before the next.',
    taken: 'That name or email is taken.',
  },

  /** Three things to say first, one persona after the other. */
  suggest(personas: readonly { name: string; call: string }[]): string[] {
    const rounds = [0, 1, 2].flatMap((round) =>
      personas.flatMap(({ name, call }) => {
        const line = (Object.hasOwn(suggestions, name) ? suggestions[name] : anyone)?.[round];
        return line === undefined ? [] : [`@${call} ${line}`];
      }),
    );
    return [...new Set(rounds)].slice(0, 3);
  },
};
