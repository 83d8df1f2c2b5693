function sentence(words: string): string {
  const text = words.trim();
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}

/** A refusal of the server (RFC 9457), or the lack of any answer (`status` 0, `code` "unreachable"). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly violations: readonly string[];

  constructor(status: number, code: string, message: string, violations: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.violations = violations;
  }

  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '');
  }

  static async of(response: Response): Promise<Problem> {
    const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const string = (value: unknown) => (typeof value === 'string' ? value : '');
    const violations = Array.isArray(body.violations) ? body.violations : [];
    return new Problem(
      response.status,
      string(body.code) || `http_${response.status}`,
      string(body.detail) || string(body.title),
      violations.map((each: unknown) => {
        if (typeof each !== 'object' || each === null) return string(each);
        const { field, message } = each as Record<string, unknown>;
        // The last step of a path such as "body.password" is what people were asked for.
        return sentence(`${string(field).split('.').at(-1) ?? ''} ${string(message)}`);
      }),
    );
  }
}
