/** A pattern, or a function that says whether a text has the format. */
export type Format = RegExp | ((text: string) => boolean);

const calendarDate = /^(\d{4})-(\d\d)-(\d\d)$/;
const clockTime = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i;

/** RFC 3339, appendix A: a unit may be left out only at either end. */
export const duration: Format =
  /^P(?:\d+W|(?=.)(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)?(?:T(?:\d+S|\d+M(?:\d+S)?|\d+H(?:\d+M(?:\d+S)?)?))?)$/;
export const email: Format = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d-]+(?:\.[a-z\d-]+)*$/i;
export const hostname: Format =
  /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;
export const ipv4: RegExp = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
export const jsonPointer: Format = /^(?:\/(?:[^~/]|~[01])*)*$/;
/** RFC 3986. Like most validators, it does not look at the parts of a host. */
export const uri: RegExp =
  /^[a-z][a-z\d+.-]*:(?=[^?#])(?:\/\/(?:[\w.~!$&'()*+,;=:%-]*@)?\[[\da-f:.]+\])?(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;
export const uuid: Format = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** RFC 3339. */
export function dateTime(text: string): boolean {
  return /^.{10}t/i.test(text) && date(text.slice(0, 10)) && time(text.slice(11));
}

/** RFC 3339, including that the month has the day. */
export function date(text: string): boolean {
  const [, year, month, day] = (calendarDate.exec(text) ?? []).map(Number);
  // The calendar repeats every 400 years, and `Date` takes years below 100 for those of the 20th century.
  const last = new Date(Date.UTC(2000 + (year! % 400), month!, 0)).getUTCDate();
  return month! >= 1 && month! <= 12 && day! >= 1 && day! <= last;
}

/** RFC 3339, with a leap second only at the end of a day in UTC. */
export function time(text: string): boolean {
  const found = clockTime.exec(text);
  if (!found) return false;
  const [hour = 0, minute = 0, second = 0, , zoneHour = 0, zoneMinute = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || zoneHour > 23 || zoneMinute > 59) return false;
  const offset = (zoneHour * 60 + zoneMinute) * (found[4] === "-" ? -1 : 1);
  const inUtc = (hour * 60 + minute - offset + 2880) % 1440;
  return second < 60 || (second === 60 && inUtc === 1439);
}

export function ipv6(text: string): boolean {
  if (text.length > 45) return false;
  const plain = text.replace(/[\d.]+$/, (end) => (ipv4.test(end) ? "0:0" : end));
  const [head = "", tail, ...more] = plain.split("::");
  const groups = [head, tail ?? ""].flatMap((part) => (part === "" ? [] : part.split(":")));
  const isComplete = tail === undefined ? groups.length === 8 : groups.length < 8;
  return more.length === 0 && isComplete && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}

export function regex(source: string): boolean {
  try {
    return Boolean(new RegExp(source, "u"));
  } catch {
    return false;
  }
}

export function uriReference(text: string): boolean {
  return uri.test(text) || uri.test(`scheme:/${text}`);
}

/** Every format that is checked. */
export const formats: Record<string, Format> = {
  "date-time": dateTime,
  date,
  time,
  duration,
  email,
  hostname,
  ipv4,
  ipv6,
  "json-pointer": jsonPointer,
  regex,
  uri,
  "uri-reference": uriReference,
  uuid,
};

/** The formats that only describe a value. */
export const describingFormats: string[] = ["binary", "byte", "password", "int32", "int64", "float", "double"];
