/**
 * CWE-469: the difference or the order of pointers into two objects. Where objects lie is the compiler's business, so
 * neither says anything (C17 6.5.6p9, 6.5.8p5).
 */
import type { Context, Listener } from "../../flow/events";
import { RegionKind, type Value } from "../../flow/values";
import { TypeKind } from "../../semantics/types";

export const pointerPairs: Listener = {
  pointerPair(pair, context) {
    const { isDifference, site } = pair;
    if (context.state.doubtful || !context.isOwnCode(site)) return;
    const left = searched(context, pair.left);
    const right = searched(context, pair.right);
    const { values } = context.state;
    if (values.rootRegion(values.regionOf(left)) === values.rootRegion(values.regionOf(right))) return;
    const one = objectKind(context, left);
    const other = objectKind(context, right);
    if (one === -1 || other === -1) return;
    if (one === RegionKind.Global && other === RegionKind.Global)
      if (!isArray(context, left) || !isArray(context, right)) return;
    const a = context.objectText(left);
    const b = context.objectText(right);
    if (a === "" || b === "") return;
    context.report({
      rule: "pointer-difference",
      site,
      message: isDifference
        ? `One of these pointers points into ${a}, the other into ${a === b ? "another one" : b}: how far they lie apart means nothing.`
        : `One of these pointers points into ${a}, the other into ${a === b ? "another one" : b}: which comes first means nothing.`,
      confidence: "definite",
      steps: [],
    });
  },
};

/** What a search found lies in what was searched; any other pointer is itself. */
function searched({ state }: Context, v: Value): Value {
  const { values } = state;
  const { inside } = state.factsOf(values.rootRegion(values.regionOf(v)));
  return inside === -1 ? v : values.address(inside, values.zero);
}

/**
 * Whether a pointer points into an array whose length is declared. Names of the linker, such as the ends of a section,
 * have none: they lie in one object though they are declared as two.
 */
function isArray({ state: { values } }: Context, v: Value): boolean {
  const type = values.regionType[values.rootRegion(values.regionOf(v))];
  return type?.kind === TypeKind.Array && type.count > 1;
}

/** What kind of object a pointer surely points into; -1 if that is not known. */
function objectKind({ state }: Context, v: Value): RegionKind | -1 {
  const { values } = state;
  const root = values.rootRegion(values.regionOf(v));
  const kind = values.regionKind[root];
  switch (kind) {
    case RegionKind.Variable:
    case RegionKind.Global:
      return kind;
    // What a search found has no family: it lies in what was searched.
    case RegionKind.Pointee:
      return state.factsOf(root).family === "" ? -1 : kind;
    default:
      return -1;
  }
}
