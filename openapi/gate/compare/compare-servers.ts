import {
  childOf,
  childPair,
  childPairs,
  childrenOf,
  isNode,
  isSame,
  type Pair,
  type Place,
} from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareFields } from "./compare-fields.ts";
import { pairNames } from "./pair-up.ts";

/** Compares the servers by address. Clients use the first unless they are told otherwise. */
export function* compareServers(servers: Pair): Findings {
  const [base, revision] = [byUrl(servers.base), byUrl(servers.revision)];
  const { both, removed, added } = pairNames(base, revision, servers);

  for (const [url, pair] of removed) yield finding("server-removed", pair, `The server \`${url}\``);
  for (const [url, pair] of added) yield finding("server-added", pair, `The server \`${url}\``);
  const [[first] = []] = revision;
  if (first !== undefined && removed.length === 0 && first !== [...base.keys()][0]) {
    yield finding("server-default-changed", servers, `\`${first}\``);
  }
  for (const [url, pair] of both) {
    yield* compareVariables(childPair(pair, "variables"), url);
    yield* compareFields(pair, ["url", "variables"]);
  }
}

function byUrl(servers: Place): Map<string, Place> {
  const listed = childrenOf(servers).map(([, server]): [string, Place] => [
    String(childOf(server, "url").value),
    server,
  ]);
  // Without servers, requests go to the host of the document.
  return new Map(listed.length > 0 ? listed : [["/", servers]]);
}

function* compareVariables(variables: Pair, url: string): Findings {
  for (const [name, variable] of childPairs(variables)) {
    const what = `The variable \`${name}\` of \`${url}\` changed; its old address`;
    const [base, revision] = [valuesOf(variable.base), valuesOf(variable.revision)];
    const isKept = isSame(childPair(variable, "default")) && base.every((value) => revision.includes(value));

    if (!isKept) yield finding("server-removed", variable, what);
    else if (base.length < revision.length) yield finding("server-added", variable, `A new value of \`${name}\``);
    yield* compareFields(variable, ["default", "enum"]);
  }
}

function valuesOf({ value }: Place): unknown[] {
  return isNode(value) && Array.isArray(value["enum"]) ? value["enum"] : [];
}
