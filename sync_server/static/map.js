// Makes a map of the page's own drawing and table: shapes come from the one, words and figures from the other.
// Without this script the drawing stands in the map's place.
"use strict";

(() => {
  const UDEG = 1e6;
  const FINEST = 19;
  const LABEL_PX = 44;
  const NOTHING = "—";
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

  const numbers = (text) => text.split(" ").map(Number);

  // What turns a path of the drawing, in decimetres from its origin, into degrees.
  function placesOf(drawing) {
    const [lat, lon] = place(numbers(drawing.dataset.origin));
    const [east, north] = numbers(drawing.dataset.degree);
    const degrees = ([x, y]) => [lat - y / north, lon + x / east];
    const follow = (path) => {
      const steps = path.getAttribute("d").match(/-?\d+/g).map(Number);
      const corners = [];
      for (let x = 0, y = 0, at = 0; at < steps.length; at += 2) {
        x += steps[at];
        y += steps[at + 1];
        corners.push(degrees([x, y]));
      }
      return corners;
    };
    return { degrees, follow };
  }

  const titleOf = (path) => path.querySelector("title").textContent;

  function unitsOf(drawing) {
    const { degrees, follow } = placesOf(drawing);
    const rows = new Map();
    for (const row of document.querySelectorAll("#units tbody tr")) rows.set(row.querySelector("a").getAttribute("href"), row);
    return [...drawing.querySelectorAll("a")].map((way) => {
      const path = way.querySelector("path");
      const [label, figure] = titleOf(path).split(", ");
      return {
        label, figure, ring: follow(path), row: rows.get(way.getAttribute("href")),
        class: path.getAttribute("class").match(/class-\d/)[0],
        at: path.dataset.at ? degrees(numbers(path.dataset.at)) : null,
      };
    });
  }

  const cellsOf = (row) => [...row.cells];
  const lostOf = (unit) => cellsOf(unit.row).at(-2).textContent.trim();

  function nameOf(unit) {
    const [code, area] = cellsOf(unit.row);
    return code.textContent + " · " + area.textContent;
  }

  function windowOf(unit) {
    const box = document.createElement("div");
    element("h3", nameOf(unit), box);
    const list = element("dl", "", box);
    const heads = cellsOf(unit.row.closest("table").tHead.rows[0]);
    cellsOf(unit.row).slice(2, -1).forEach((cell, number) => {
      element("dt", heads[number + 2].textContent, list);
      element("dd", cell.textContent, list);
    });
    const words = document.getElementById("map").dataset;
    const [own, records] = unit.row.querySelectorAll("a");
    for (const [text, way] of [[words.seeUnit, own], [words.seeRecords, records]]) link(text, way.href, element("p", "", box));
    return box;
  }

  function sign(at, words, look, size) {
    return L.marker(at, {
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
      const shape = L.polygon(unit.ring, { color: "#2c3a2f", weight: 1.5, fillColor: "url(#" + unit.class + ")", fillOpacity: 0.9 });
      shape.bindPopup(() => windowOf(unit)).addTo(map);
      unit.at = unit.at || shape.getCenter();
      reachable(shape, nameOf(unit) + ", " + unit.figure);
    }
    labels(map, units);
  }

  // A unit has its code and figure written on it wherever there is room for them.
  function labels(map, units) {
    const layer = L.layerGroup().addTo(map);
    const draw = () => {
      layer.clearLayers();
      for (const unit of units) {
        const corners = unit.ring.map((corner) => map.latLngToLayerPoint(corner));
        if (L.bounds(corners).getSize().x < LABEL_PX) continue;
        const words = document.createElement("span");
        words.append(unit.label, document.createElement("br"), unit.figure);
        const icon = L.divIcon({ className: "map-label", html: words, iconSize: [80, 36] });
        L.marker(unit.at, { icon, interactive: false, keyboard: false }).addTo(layer);
      }
    };
    map.on("zoomend", draw);
    draw();
  }

  function waterLayer(map, waters, stripMetres) {
    const layer = L.layerGroup();
    const strips = [];
    for (const [line, name] of waters) {
      strips.push(L.polyline(line, { color: "#7db2d8", opacity: 0.4, lineCap: "round", interactive: false }).addTo(layer));
      L.polyline(line, { color: "#1d5f96", weight: 3 }).bindTooltip(element("span", name)).addTo(layer);
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
    for (const unit of units) {
      const lost = lostOf(unit);
      if (lost === NOTHING) continue;
      const drawn = sign(unit.at, lost, "lost", Math.max(26, 12 + 9 * lost.length)).bindPopup(() => windowOf(unit)).addTo(layer);
      drawn.options.title = nameOf(unit);
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
        const drawn = sign(place(one.at), many ? String(one.number) : "", look, size);
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

  function start(box, drawing) {
    const trouble = document.getElementById("map-trouble");
    const complain = () => {
      trouble.textContent = box.dataset.trouble;
      trouble.hidden = false;
    };
    const units = unitsOf(drawing);
    const { follow } = placesOf(drawing);
    const waters = [...drawing.querySelectorAll(".water")].map((path) => [follow(path), titleOf(path)]);
    const map = make(box, L.latLngBounds(units.flatMap((unit) => unit.ring)));
    drawUnits(map, units);
    switches(map, {
      water: waterLayer(map, waters, Number(box.dataset.strip)),
      losses: lossLayer(units),
      plantings: plantingLayer(map, box.dataset.plantings, complain),
    });
  }

  window.plantonMap = { make, place, read };
  const box = document.getElementById("map");
  const drawing = document.querySelector(".still .plan");
  if (box && drawing) start(box, drawing);
})();
