/** The three forms of a date in HTTP, all UTC (RFC 9110 5.6.7). */
const httpDate =
  /^(?:[A-Z][a-z]{2,8}, (\d\d)([ -])([A-Z][a-z]{2})\2(\d\d|\d{4}) ([\d:]{8}) GMT|[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) ([\d:]{8}) (\d{4}))$/;

/** Greater numbers count as this, as in RFC 9111 1.2.2. */
const longestDelay = 2 ** 31;

/** Reads a `Retry-After` in seconds. A date is relative to the response's own `Date`, because clocks differ. */
export function readRetryAfter(headers: Pick<Headers, "get">): number | undefined {
  const value = headers.get("retry-after") ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value), longestDelay);

  const until = parseHttpDate(value);
  const now = parseHttpDate(headers.get("date") ?? "") ?? Date.now();
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
}

function parseHttpDate(text: string): number | undefined {
  const parts = httpDate.exec(text);
  if (!parts) return undefined;

  const [, day = parts[7], , month = parts[6], year = parts[9], time = parts[8]] = parts;
  const date = new Date(`${day} ${month} ${year?.replace(/^..$/, toFullYear)} ${time} GMT`);
  // Rejects an impossible date, such as 31 Feb, which `Date` reads as a later day.
  return date.getUTCDate() === Number(day) ? date.getTime() : undefined;
}

/** A two-digit year is at most 50 years ahead. */
function toFullYear(year: string): string {
  const full = 2000 + Number(year);
  return String(full > new Date().getFullYear() + 50 ? full - 100 : full);
}
