/** The parts of a request target. */
export interface RequestTarget {
  /** That of an absolute target, or empty. */
  origin: string;
  path: string;
  search: string;
}

/** Splits a request target, which may be an absolute URL. Never throws. */
export function readTarget(target: string): RequestTarget {
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? "";
  const [withoutFragment = ""] = target.slice(origin.length).split("#");
  const mark = withoutFragment.indexOf("?");
  if (mark === -1) return { origin, path: withoutFragment || "/", search: "" };
  return { origin, path: withoutFragment.slice(0, mark) || "/", search: withoutFragment.slice(mark + 1) };
}
