// Reads a JSON list of texts, prints the list of their segments.
import { readFileSync } from 'node:fs';
import calculator from 'sms-segments-calculator';

const { SegmentedMessage } = calculator;
const texts = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map((text) => new SegmentedMessage(text).segmentsCount)));
