import { acceptsValid } from "./accepts-valid.ts";
import { allowOn405 } from "./allow-on-405.ts";
import { answerComplete } from "./answer-complete.ts";
import { authAfterValid, authMissing } from "./auth-missing.ts";
import { authScheme } from "./auth-scheme.ts";
import { authUnknown } from "./auth-unknown.ts";
import { bodySchema } from "./body-schema.ts";
import type { ExchangeCheck, HistoryCheck } from "./check.ts";
import { conditional } from "./conditional.ts";
import { contentType } from "./content-type.ts";
import { documentedStatus } from "./documented-status.ts";
import { filterNarrows } from "./filter-narrows.ts";
import { headLikeGet } from "./head-like-get.ts";
import { headers } from "./headers.ts";
import { idEcho } from "./id-echo.ts";
import { noServerFailure } from "./no-server-failure.ts";
import { otherMethodsRefused } from "./other-methods-refused.ts";
import { refusesInvalid } from "./refuses-invalid.ts";
import { relatedValues, statusInBody, timestampsInOrder } from "./relations.ts";
import { sameAnswerTwice } from "./same-answer-twice.ts";
import { scenarioStatus } from "./scenario-status.ts";
import { createTokenNotEchoed } from "./token-not-echoed.ts";
import { tokenKind } from "./token-kind.ts";
import { undocumentedHeader, undocumentedProperty } from "./undocumented.ts";
import { unknownIs404 } from "./unknown-is-404.ts";
import { wellFormedJson } from "./well-formed-json.ts";

/** Checks of the same thing. */
export interface Stage {
  checks: ExchangeCheck[];
  /** Whether later stages would only repeat a violation of this one: of the exchange, or of the operation as well. */
  gates?: "exchange" | "history";
  /** Whether it is also about responses that HTTP alone decides. */
  isPlainHttp: boolean;
}

export interface Checks {
  /** In the order in which they apply. */
  stages: Stage[];
  history: HistoryCheck[];
}

/** Every check, for a server that takes a token. */
export function createChecks(token: string | undefined, contractText: string): Checks {
  const ofStatus = [
    acceptsValid,
    refusesInvalid,
    unknownIs404,
    authUnknown,
    authScheme,
    tokenKind,
    scenarioStatus,
    otherMethodsRefused,
    allowOn405,
    conditional,
  ];
  const ofBody = [bodySchema, statusInBody, relatedValues, timestampsInOrder, idEcho, undocumentedProperty];
  return {
    stages: [
      { checks: [answerComplete], gates: "history", isPlainHttp: true },
      { checks: [createTokenNotEchoed(token, contractText)], isPlainHttp: true },
      { checks: [noServerFailure], gates: "history", isPlainHttp: true },
      { checks: [documentedStatus], gates: "history", isPlainHttp: true },
      { checks: ofStatus, gates: "exchange", isPlainHttp: true },
      { checks: [headers, undocumentedHeader], isPlainHttp: false },
      { checks: [contentType], gates: "exchange", isPlainHttp: false },
      { checks: [wellFormedJson], gates: "exchange", isPlainHttp: false },
      { checks: ofBody, isPlainHttp: false },
    ],
    history: [authMissing, authAfterValid, filterNarrows, sameAnswerTwice, headLikeGet],
  };
}

const { stages, history } = createChecks(undefined, "");

export const checkNames: string[] = [...stages.flatMap(({ checks }) => checks), ...history].map(({ name }) => name);
