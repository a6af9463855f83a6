/**
 * Who is to be told of what: the listeners of one run by the kinds of events that they name. There are dozens of them,
 * most name one or two kinds, and the commonest events come with every read and write, so nobody is asked who would
 * not listen.
 */
import type { Context, Listener } from "./events";

/** The names of the methods of `Listener`: one for each kind of event. */
export type EventKind = keyof Listener;

/** What comes with an event of that kind. */
export type EventOf<K extends EventKind> = Parameters<NonNullable<Listener[K]>>[0];

type Told<K extends EventKind> = (event: EventOf<K>, context: Context) => void;

export class Audience {
  private readonly told: { readonly [K in EventKind]?: readonly Told<K>[] };

  /** The listeners are told in this order. */
  constructor(listeners: readonly Listener[]) {
    const told: { [kind in EventKind]?: unknown[] } = {};
    for (const listener of listeners)
      for (const kind of Object.keys(listener) as EventKind[]) (told[kind] ??= []).push(listener[kind]);
    this.told = told as Audience["told"];
  }

  tell<K extends EventKind>(kind: K, event: EventOf<K>, context: Context): void {
    const told: readonly Told<K>[] | undefined = this.told[kind];
    if (told !== undefined) for (const tell of told) tell(event, context);
  }
}
