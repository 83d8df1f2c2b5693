import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { appearance } from './lib/view/appearance.svelte';

appearance.apply();
const target = document.getElementById('app');
if (target !== null) mount(App, { target });
