const essence = /^\s*([^\s;/]+\/[^\s;/]+)\s*(?:;|$)/;

/** Reads a `Content-Type` as the Fetch standard extracts a MIME type: the last valid one counts. */
export function mediaTypeOf(header: string | null): string | undefined {
  // A comma in a quoted parameter is not a separator.
  const values = (header ?? "").replaceAll(/"(\\.|[^\\"])*"?/g, "").split(",");
  const types = values.flatMap((value) => essence.exec(value)?.[1]?.toLowerCase() ?? []);
  return types.filter((type) => type !== "*/*").at(-1);
}

/** Whether a media type is JSON, as the MIME Sniffing standard defines it. */
export function isJson(mediaType = ""): boolean {
  return /^(application|text)\/json$|\+json$/.test(mediaType);
}
