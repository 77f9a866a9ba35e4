/** A release cannot be checked or made like this. The message says why, and what to do. */
export class ReleaseError extends Error {}
