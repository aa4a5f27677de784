export function printed(): Promise<Readonly<Record<string, string>>>
