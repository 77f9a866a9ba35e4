import type { CatalogueOperation } from "../contract/catalogue.ts";

/** An operation with a title that no other operation of the page has. */
export interface TitledOperation extends CatalogueOperation {
  title: string;
}

/** Titles each operation with its summary and, if another one has the same, its method and path. */
export function withTitles(operations: CatalogueOperation[]): TitledOperation[] {
  const summaryOf = ({ summary, operationId }: CatalogueOperation): string => summary || operationId;
  return operations.map((operation) => {
    const summary = summaryOf(operation);
    const isUnique = operations.filter((other) => summaryOf(other) === summary).length === 1;
    return { ...operation, title: isUnique ? summary : `${summary} (${operation.method} ${operation.path})` };
  });
}
