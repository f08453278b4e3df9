// Draws what the server says about the land: shapes, words and figures come from it ready to be shown.
// Without this script a drawing stands in the map's place, and the table says the same.
"use strict";

(() => {
  const UDEG = 1e6;
  const FINEST = 19;
  const LABEL_PX = 44;
  const place = (pair) => [pair[0] / UDEG, pair[1] / UDEG];

  // Leaflet ends unfinished pictures by giving them one that our policy does not let in; it is enough to drop them.
  const Tiles = L.TileLayer.extend({
    _abortLoading() {},
    _removeTile(key) { L.GridLayer.prototype._removeTile.call(this, key); },
  });

  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  function link(words, address, parent) {
    element("a", words, parent).href = address;
  }

  function windowOf(unit) {
    const box = document.createElement("div");
    element("h3", unit.title, box);
    const list = element("dl", "", box);
    for (const [what, howMuch] of unit.said) {
      element("dt", what, list);
      element("dd", howMuch, list);
    }
    for (const [words, address] of unit.links) link(words, address, element("p", "", box));
    return box;
  }

  function sign(at, words, look, size) {
    return L.marker(place(at), {
      icon: L.divIcon({ className: "map-sign " + look, html: element("span", words), iconSize: [size, size] }),
      keyboard: true,
    });
  }

  // A map in `box`, an element with the words for its buttons; `bounds` is what it shows at first.
  function make(box, bounds) {
    box.hidden = false;
    document.body.classList.add("lively-map");
    const map = L.map(box, { zoomControl: false, maxZoom: FINEST, zoomSnap: 0.5, attributionControl: Boolean(box.dataset.credit) });
    L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    if (box.dataset.tiles) {
      const credit = element("span", box.dataset.credit).outerHTML;
      new Tiles(box.dataset.tiles, { maxZoom: FINEST, attribution: credit }).addTo(map);
    }
    map.on("popupopen", ({ popup }) => {
      const button = popup.getElement().querySelector(".leaflet-popup-close-button");
      if (button) button.setAttribute("aria-label", box.dataset.close);
    });
    map.fitBounds(bounds, { padding: [12, 12] });
    return map;
  }

  function reachable(shape, words) {
    const drawn = shape.getElement();
    if (!drawn) return;
    drawn.setAttribute("tabindex", "0");
    drawn.setAttribute("role", "button");
    drawn.setAttribute("aria-label", words);
    drawn.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Enter" && pressed.key !== " ") return;
      pressed.preventDefault();
      pressed.stopPropagation();
      shape.openPopup();
    });
  }

  function drawUnits(map, units) {
    for (const unit of units) {
      const shape = L.polygon(unit.ring.map(place), {
        color: "#2c3a2f", weight: 1.5, fillColor: "url(#class-" + unit.class + ")", fillOpacity: 0.9,
      });
      shape.bindPopup(windowOf(unit)).addTo(map);
      reachable(shape, unit.title + ", " + unit.figure);
    }
    labels(map, units);
  }

  // A unit has its code and figure written on it wherever there is room for them.
  function labels(map, units) {
    const layer = L.layerGroup().addTo(map);
    const draw = () => {
      layer.clearLayers();
      for (const unit of units) {
        const corners = unit.ring.map((pair) => map.latLngToLayerPoint(place(pair)));
        if (L.bounds(corners).getSize().x < LABEL_PX) continue;
        const words = document.createElement("span");
        words.append(unit.label, document.createElement("br"), unit.figure);
        const icon = L.divIcon({ className: "map-label", html: words, iconSize: [80, 36] });
        L.marker(place(unit.at), { icon, interactive: false, keyboard: false }).addTo(layer);
      }
    };
    map.on("zoomend", draw);
    draw();
  }

  function waterLayer(map, waters, stripMetres) {
    const layer = L.layerGroup();
    const strips = [];
    for (const water of waters) {
      const line = water.line.map(place);
      strips.push(L.polyline(line, { color: "#7db2d8", opacity: 0.4, lineCap: "round", interactive: false }).addTo(layer));
      L.polyline(line, { color: "#1d5f96", weight: 3 }).bindTooltip(element("span", water.name)).addTo(layer);
    }
    const widen = () => {
      const middle = map.getCenter();
      const east = map.containerPointToLatLng(map.latLngToContainerPoint(middle).add([100, 0]));
      const metres = map.distance(middle, east) / 100;
      for (const strip of strips) strip.setStyle({ weight: (2 * stripMetres) / metres });
    };
    map.on("zoomend", widen);
    layer.on("add", widen);
    return layer;
  }

  function lossLayer(units) {
    const layer = L.layerGroup();
    for (const unit of units.filter((one) => one.lost)) {
      const size = Math.max(26, 12 + 9 * unit.lost.length);
      const lost = sign(unit.at, unit.lost, "lost", size).bindPopup(windowOf(unit)).addTo(layer);
      lost.options.title = unit.title;
    }
    return layer;
  }

  // Only what is in view is asked for, and only as long as somebody wants to see it.
  function plantingLayer(map, address, complain) {
    const layer = L.layerGroup();
    let asked = 0;
    async function ask() {
      const turn = ++asked;
      const view = map.getBounds();
      const box = [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()].map((one) => Math.round(one * UDEG));
      const answer = await read(address + "&box=" + box + "&zoom=" + Math.floor(map.getZoom()), complain);
      if (!answer || turn !== asked) return;
      layer.clearLayers();
      for (const one of answer.signs) {
        const words = document.createElement("div");
        one.href ? link(one.text, one.href, words) : element("p", one.text, words);
        const many = one.number > 1;
        const size = many ? Math.min(54, (one.photo ? 32 : 24) + 6 * String(one.number).length) : one.photo ? 28 : 20;
        const look = (many ? "many" : one.held ? "held" : "one") + (one.photo ? " photo" : "");
        const drawn = sign(one.at, many ? String(one.number) : "", look, size);
        drawn.options.title = drawn.options.alt = one.text;
        drawn.bindPopup(words).addTo(layer);
      }
    }
    layer.on("add", () => { map.on("moveend", ask); ask(); });
    layer.on("remove", () => { map.off("moveend", ask); asked += 1; });
    return layer;
  }

  async function read(address, complain) {
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.ok && (answer.headers.get("content-type") || "").startsWith("application/json")) return await answer.json();
    } catch (lost) {
      // The line is down: the person is told, and can go on with the table.
    }
    complain();
    return null;
  }

  function switches(map, layers) {
    const box = document.getElementById("layers");
    box.hidden = false;
    for (const tick of box.querySelectorAll("input")) {
      const follow = () => (tick.checked ? layers[tick.name].addTo(map) : layers[tick.name].remove());
      tick.addEventListener("change", follow);
      follow();
    }
  }

  async function start(box) {
    const trouble = document.getElementById("map-trouble");
    const complain = () => {
      trouble.textContent = box.dataset.trouble;
      trouble.hidden = false;
    };
    const land = await read(box.dataset.land, complain);
    if (!land || land.units.length === 0) return;
    const map = make(box, L.latLngBounds(land.units.flatMap((unit) => unit.ring.map(place))));
    drawUnits(map, land.units);
    switches(map, {
      water: waterLayer(map, land.waters, land.strip_m),
      losses: lossLayer(land.units),
      plantings: plantingLayer(map, box.dataset.plantings, complain),
    });
  }

  window.plantonMap = { make, place, read };
  const box = document.getElementById("map");
  if (box && box.dataset.land) start(box);
})();
