/** A rule of the contract that a body breaks. */
export interface BodyViolation {
  /** A JSON pointer to the value that breaks it, empty for the body itself. */
  readonly pointer: string;
  /** A keyword of JSON Schema, such as `type`, `required` or `format`. */
  readonly rule: string;
  /** What the value should be, without the value. */
  readonly message: string;
  /** The address of the field in the reference, after the `#`. */
  readonly anchor?: string | undefined;
}

/** Which response a body is from. */
export interface BodyPlace {
  /** In upper case. */
  method: string;
  /** The path in the contract, such as `/integrations/{id}`. */
  path: string;
  status: number;
  /** The media type, without parameters. */
  contentType: string;
}

/** Lists the rules of the contract that a body breaks, such as `validate` of `@integrations-api/explain`. */
export type Validate = (body: unknown, place: BodyPlace) => readonly BodyViolation[];
