// What makes a stolen tablet tell nothing.
//
// An unlock key, known to nobody, is wrapped by what opens the vault: the officer's PIN, and if they
// wish the device's own authenticator (see passkey.ts). It opens two things: the data key, under which everything at rest is sealed, and the stream's signing key.
// The data key is wrapped for the municipality as well (see core/rescue_key.py), so that what a
// tablet could not send is not lost with a PIN; the signing key never is, so nobody else can sign.
import { fromBase64url, joined, random, toBase64url, utf8 } from '../domain/bytes'
import type { Bytes } from '../domain/bytes'

const ITERATIONS = 600_000 // OWASP's floor for PBKDF2-HMAC-SHA256
const NONCE = 12

/** Stands in the clear; everything in it is salt or wrapped. */
export interface Lock {
  readonly salt: string
  readonly iterations: number
  readonly unlock: string
  readonly data: string
  readonly signing: string
  readonly publicKey: string
  readonly rescue: { readonly ephemeral: string, readonly wrapped: string }
  readonly passkey?: { readonly id: string, readonly salt: string, readonly unlock: string }
}

async function aesKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function seal(key: CryptoKey, plain: Bytes, about = ''): Promise<Bytes> {
  const nonce = random(NONCE)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(about) }, key, plain)
  return joined(nonce, new Uint8Array(sealed))
}

async function open(key: CryptoKey, sealed: Bytes, about = ''): Promise<Bytes> {
  const iv = sealed.slice(0, NONCE)
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, key, sealed.slice(NONCE))
  return new Uint8Array(plain)
}

async function pinKey(pin: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** The key under a secret that an authenticator gave. */
async function secretKey(secret: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lykta-passkey-v1') }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** The data key under the municipality's public key: ECDH, HKDF-SHA256, AES-GCM. */
async function wrapForRescue(spki: Bytes, secret: Bytes): Promise<Lock['rescue']> {
  const theirs = await crypto.subtle.importKey('spki', spki, { name: 'ECDH', namedCurve: 'P-256' }, false, [])
  const ours = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lykta-rescue-v1') }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  return {
    ephemeral: toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', ours.publicKey))),
    wrapped: toBase64url(await seal(key, secret)),
  }
}

export class Vault {
  readonly #unlock: Bytes
  readonly #data: CryptoKey
  readonly #signing: CryptoKey
  private constructor(unlock: Bytes, data: CryptoKey, signing: CryptoKey) {
    this.#unlock = unlock
    this.#data = data
    this.#signing = signing
  }

  /** A new vault and the lock that opens it again. `rescueKey`: the municipality's, as SPKI. */
  static async create(pin: string, rescueKey: Bytes, iterations = ITERATIONS): Promise<{ vault: Vault, lock: Lock }> {
    const [salt, unlock, data] = [random(16), random(32), random(32)]
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
    const inner = await aesKey(unlock)
    const lock: Lock = {
      salt: toBase64url(salt),
      iterations,
      unlock: toBase64url(await seal(await pinKey(pin, salt, iterations), unlock, 'unlock')),
      data: toBase64url(await seal(inner, data, 'data')),
      signing: toBase64url(await seal(inner, pkcs8, 'signing')),
      publicKey: toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))),
      rescue: await wrapForRescue(rescueKey, data),
    }
    const vault = await Vault.open(lock, pin)
    if (vault === null) throw new Error('A new vault does not open.')
    return { vault, lock }
  }

  /** The vault, or null when the PIN is another one. */
  static async open(lock: Lock, pin: string): Promise<Vault | null> {
    return Vault.#openWith(lock, await pinKey(pin, fromBase64url(lock.salt), lock.iterations), lock.unlock)
  }

  /** The vault, or null when the authenticator's secret is another one. */
  static async openWithSecret(lock: Lock, secret: Bytes): Promise<Vault | null> {
    return lock.passkey ? Vault.#openWith(lock, await secretKey(secret), lock.passkey.unlock) : null
  }

  static async #openWith(lock: Lock, key: CryptoKey, wrapped: string): Promise<Vault | null> {
    let unlock: Bytes
    try {
      unlock = await open(key, fromBase64url(wrapped), 'unlock')
    } catch {
      return null // AES-GCM says no more than that the key is another one
    }
    const inner = await aesKey(unlock)
    const data = await aesKey(await open(inner, fromBase64url(lock.data), 'data'))
    const pkcs8 = await open(inner, fromBase64url(lock.signing), 'signing')
    return new Vault(unlock, data, await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']))
  }

  /** The same lock, which an authenticator's secret opens as well. */
  async alsoOpenedBy(lock: Lock, id: Bytes, salt: Bytes, secret: Bytes): Promise<Lock> {
    const unlock = toBase64url(await seal(await secretKey(secret), this.#unlock, 'unlock'))
    return { ...lock, passkey: { id: toBase64url(id), salt: toBase64url(salt), unlock } }
  }

  /** Seal bytes under a name; they open under that name only. */
  async seal(name: string, plain: Bytes): Promise<Bytes> {
    return seal(this.#data, plain, name)
  }

  async open(name: string, sealed: Bytes): Promise<Bytes> {
    return open(this.#data, sealed, name)
  }

  async sealJson(name: string, value: unknown): Promise<Bytes> {
    return this.seal(name, utf8(JSON.stringify(value)))
  }

  async openJson<T>(name: string, sealed: Bytes): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.open(name, sealed))) as T
  }

  /** The stream's signature, r ‖ s as base64url. */
  async sign(message: Bytes): Promise<string> {
    return toBase64url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.#signing, message)))
  }
}

/** Whether a signature of the server fits; `spki` is its key as it was told at enrolment. */
export async function signatureHolds(spki: string, signature: string, message: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey('spki', fromBase64url(spki), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(signature), message)
}
