/** A client to measure, as the source of a module that exports `make(baseUrl, token)`. */
export interface Peer {
  name: string;
  source(redoclyClient: string, path: string): string;
}

/** Each reads one integration the way its own documentation shows first. */
export const peers: Peer[] = [
  {
    name: "@integrations-api/client",
    source: () => `
      import { createClient } from "@integrations-api/client";
      export const make = (baseUrl, token) => {
        const client = createClient({ token, baseUrl });
        return (id) => client.getIntegration(id);
      };`,
  },
  {
    name: "bare fetch",
    source: (_, path) => `
      export const make = (baseUrl, token) => async (id) => {
        const url = baseUrl + "${path}".replace("{id}", id);
        return (await fetch(url, { headers: { authorization: "Bearer " + token } })).json();
      };`,
  },
  {
    name: "openapi-fetch",
    source: (_, path) => `
      import createClient from "openapi-fetch";
      export const make = (baseUrl, token) => {
        const client = createClient({ baseUrl, headers: { authorization: "Bearer " + token } });
        return async (id) => (await client.GET("${path}", { params: { path: { id } } })).data;
      };`,
  },
  {
    name: "ky",
    source: (_, path) => `
      import ky from "ky";
      export const make = (baseUrl, token) => {
        const api = ky.create({ headers: { authorization: "Bearer " + token } });
        return (id) => api.get(baseUrl + "${path}".replace("{id}", id)).json();
      };`,
  },
  {
    name: "Redocly's client",
    source: (client) => `
      import { configure, getIntegration } from ${JSON.stringify(client)};
      export const make = (baseUrl, token) => {
        configure({ serverUrl: baseUrl, headers: { authorization: "Bearer " + token } });
        return (id) => getIntegration({ path: { id } });
      };`,
  },
];
