import { device } from '../platform/storage';

/** Light, dark or as the system says; remembered on this device. */
export const choices = ['system', 'light', 'dark'] as const;
export type Choice = (typeof choices)[number];

const KEY = 'appearance';
const stored = device.read(KEY);

class Appearance {
  choice: Choice = $state(choices.find((each) => each === stored) ?? 'system');

  choose(choice: Choice): void {
    this.choice = choice;
    device.write(KEY, choice);
    this.apply();
  }

  apply(): void {
    document.documentElement.dataset.appearance = this.choice;
  }
}

export const appearance = new Appearance();
