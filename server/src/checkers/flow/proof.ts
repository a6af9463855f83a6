/**
 * Says of every access to an array, and of every copy of a told length, whether it was proved to stay inside of what it
 * touches, was reported, or is unknown, and then what is missing. A measure of the engine, for the bench and for tests:
 * in production nobody watches.
 */
import type { Access, Context, Listener, Observer, Report, TextWrite } from "../../flow/events";
import { differenceUpper, lower, upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { UNINITIALISED, type Value } from "../../flow/values";
import type { IrFunction } from "../../ir/ir";
import { addressAround } from "./enclosing";

/** From the best to the worst: what holds of a place is the worst that any way to it gave. */
export const enum Standing {
  Proved,
  /** How large the object is, is known; how far the access goes is not. */
  UnknownPosition,
  /** Nothing tells how large the object is: memory that the function was handed or found by a pointer. */
  UnknownSize,
  Reported,
}

export interface WatchedPlace {
  readonly function: IrFunction;
  /** The unit's source text, in which `site` is. */
  readonly source: string;
  readonly site: Site;
  readonly kind: "element" | "copy";
  standing: Standing;
}

export class BoundsWatch implements Observer {
  private readonly functions = new Map<string, Map<string, WatchedPlace>>();
  private current = new Map<string, WatchedPlace>();

  watch(fn: IrFunction, source: string): Listener {
    // A function that is analysed again, for another file that includes it, is the same one.
    this.current = new Map();
    this.functions.set(`${fn.start} ${fn.name} ${source}`, this.current);
    const { current } = this;
    const note = (site: Site, kind: WatchedPlace["kind"], standing: Standing) => {
      const key = `${kind} ${site.start} ${site.end}`;
      const known = current.get(key);
      if (known === undefined) current.set(key, { function: fn, source, site, kind, standing });
      else if (standing > known.standing) known.standing = standing;
    };
    return {
      access(event, context) {
        if (!context.isOwnCode(event.site) || event.address === UNINITIALISED) return;
        if (event.call === null) {
          if (isElement(event, context)) note(event.site, "element", standingOf(event, event.size, context));
        } else if (event.size !== -1) note(event.site, "copy", standingOf(event, event.size, context));
      },
      textWrite(event, context) {
        if (context.isOwnCode(event.call.instruction))
          note(event.call.instruction, "copy", standingOf(event, event.needHigh, context));
      },
    };
  }

  done(reports: readonly Report[]): void {
    for (const place of this.current.values()) {
      const { start, end } = place.site;
      if (reports.some(({ site }) => site.start === start && site.end === end))
        place.standing = Standing.Reported;
    }
  }

  get places(): WatchedPlace[] {
    return [...this.functions.values()].flatMap((places) => [...places.values()]);
  }
}

/** Whether an access is to an element: by an index, or through a pointer that was moved. */
function isElement({ address, site }: Access, context: Context): boolean {
  const text = context.text(site);
  const { values } = context.state;
  return text.includes("[") || (text.startsWith("*") && values.offsetOf(address) !== values.zero);
}

function standingOf(event: Access | TextWrite, size: Value, context: Context): Standing {
  const here = standingAt(event.address, size, context);
  if (here !== Standing.Proved) return here;
  const { state } = context;
  const row = "row" in event ? event.row : undefined;
  if (row !== undefined && !(lower(state, row.index) >= 0 && upper(state, row.index) < row.count))
    return Standing.UnknownPosition;
  const around = addressAround(context, event.address);
  return around === -1 ? here : standingAt(around, state.values.one, context);
}

function standingAt(address: Value, size: Value, context: Context): Standing {
  const { state } = context;
  const { values } = state;
  const extent = context.extent(address);
  if (extent === -1) return Standing.UnknownSize;
  if (size === -1 || size === UNINITIALISED) return Standing.UnknownPosition;
  const offset = values.offsetOf(address);
  const isInside = lower(state, offset) >= 0 && differenceUpper(state, values.sum(offset, size), extent) <= 0;
  return isInside ? Standing.Proved : Standing.UnknownPosition;
}
