/** Values that lenient readers of a format take, and others that something else took for one. */
export function nearMisses(schema: object): unknown[] {
  const { format, type, enum: allowed, minimum, maximum, minLength, maxLength } = schema as Record<string, unknown>;
  const uuid = "4a4de828-f4db-4c9e-adfd-434e0864c3c7";
  const ofFormat: Record<string, unknown[]> = {
    uuid: [
      uuid.slice(0, -1),
      `${uuid}0`,
      uuid.replaceAll("-", ""),
      `{${uuid}}`,
      `urn:uuid:${uuid}`,
      ` ${uuid}`,
      `${uuid}\n`,
      uuid.replace("c7", "cg"),
      uuid.replaceAll("-", "_"),
      `${uuid.slice(0, 7)}-${uuid.slice(7, 8)}${uuid.slice(9)}`,
      `(${uuid})`,
    ],
    "date-time": ["2024-01-01 00:00:00", "2024-01-01", "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "1704067200"],
    date: ["2024-02-30", "2024-1-1", "01/02/2024", "2024-01-01T00:00:00Z"],
    email: ["any", "any@", "@example.com"],
    uri: ["//example.com", "example"],
  };
  const around = [minimum, maximum].flatMap((bound) => (typeof bound === "number" ? [bound - 1, bound + 1] : []));
  const lengths = [minLength, maxLength].flatMap((length) =>
    typeof length === "number" ? [length - 1, length + 1] : [],
  );
  return [
    ...(ofFormat[String(format)] ?? []),
    ...(Array.isArray(allowed) ? allowed.map((one) => String(one).toUpperCase()) : []),
    ...around,
    ...lengths.filter((length) => length > 0).map((length) => "a".repeat(length)),
    ...[type].flat().flatMap((one) => (one === "boolean" ? ["yes", "TRUE", "2"] : [])),
    ...(["integer", "number"].some((one) => [type].flat().includes(one)) ? ["1.5", "1,5", "ten"] : []),
    "unknown",
    "null",
    "undefined",
    "0",
    "-1",
    "a".repeat(256),
  ];
}
