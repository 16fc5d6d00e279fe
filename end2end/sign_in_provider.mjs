// A real OpenID Connect provider for tests: the certified npm package oidc-provider, which lets everybody in as whoever
// FOLDER/who says.
//
// sign_in_provider.mjs FOLDER REDIRECT [PORT] prints the address of the issuer, which has new keys each time. It knows one client, `dia` with the secret
// `geheim`, that may be led back to REDIRECT. FOLDER/who is read anew for everybody who comes, and holds JSON:
//
//   email      the address of whoever signs in
//   verified   whether the provider knows that it is theirs
//   refuses    whether they press "cancel" instead

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { generateKeyPairSync, randomUUID } from "node:crypto";

import Provider from "oidc-provider";

const [folder, redirect, port = "0"] = process.argv.slice(2);
const who = () => JSON.parse(readFileSync(join(folder, "who"), "utf8"));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

// The first line of the output is for whoever started this; what the provider remarks is not, and nobody reads on.
console.info = console.error;

const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "dia", client_secret: "geheim", redirect_uris: [redirect] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid: randomUUID() }] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["of a test"] },
    features: { devInteractions: { enabled: false } },
    // A client that leaves PKCE out is refused.
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/signing-in/${interaction.uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: who().email, email_verified: who().verified }),
    }),
    // Whoever signs in agrees to everything.
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
    ttl: { IdToken: 300 },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url.startsWith("/signing-in/")) return answer(request, response);
    const result = who().refuses
      ? { error: "access_denied", error_description: "The person does not want to" }
      : { login: { accountId: who().email } };
    await provider.interactionFinished(request, response, result);
  });
  console.log(issuer);
});
