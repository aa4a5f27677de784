// Opens a vault with a finger or a face instead of the PIN: the device's own authenticator gives,
// after it has seen its owner, a secret that it gives nobody else (WebAuthn's `prf`). No net and no
// server take part. The PIN opens the vault all the same.
import { random } from '../domain/bytes'
import type { Bytes } from '../domain/bytes'

const TIMEOUT_MS = 60_000

export async function canUsePasskeys(): Promise<boolean> {
  const known = (globalThis as { PublicKeyCredential?: typeof PublicKeyCredential }).PublicKeyCredential
  return known ? known.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false) : false
}

function secretOf(credential: Credential | null): Bytes | null {
  const first = (credential as PublicKeyCredential | null)?.getClientExtensionResults().prf?.results?.first
  return first instanceof ArrayBuffer ? new Uint8Array(first) : null
}

/** A new credential on this device and its secret; null when the device keeps no such secrets. */
export async function makePasskey(label: string, salt: Bytes): Promise<{ readonly id: Bytes, readonly secret: Bytes } | null> {
  const made = await navigator.credentials.create({ publicKey: {
    challenge: random(32), rp: { name: 'Lykta' }, user: { id: random(16), name: label, displayName: label }, timeout: TIMEOUT_MS,
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
    authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
    extensions: { prf: { eval: { first: salt } } },
  } }) as PublicKeyCredential | null
  if (made === null) return null
  const id = new Uint8Array(made.rawId)
  const secret = secretOf(made) ?? await askPasskey(id, salt) // some tell it only when asked
  return secret ? { id, secret } : null
}

export async function askPasskey(id: Bytes, salt: Bytes): Promise<Bytes | null> {
  return secretOf(await navigator.credentials.get({ publicKey: {
    challenge: random(32), allowCredentials: [{ type: 'public-key', id }], userVerification: 'required', timeout: TIMEOUT_MS,
    extensions: { prf: { eval: { first: salt } } },
  } }))
}
