// Draws a border by hand: every click is a corner, and all corners stand in the form's own field, which can be typed in as well.
"use strict";

(() => {
  const box = document.getElementById("map");
  const field = document.getElementById("corners");
  if (!box || !field || !window.plantonMap) return;
  const { make, place, read } = window.plantonMap;
  const DIGITS = 6;

  const corners = () =>
    field.value.split("\n")
      .map((line) => line.trim().split(/[,;\s]+/).map(Number))
      .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));

  function write(found) {
    field.value = found.map((pair) => pair.map((one) => one.toFixed(DIGITS)).join(", ")).join("\n");
    field.dispatchEvent(new Event("input"));
  }

  function follow(map) {
    const drawn = L.layerGroup().addTo(map);
    const draw = () => {
      drawn.clearLayers();
      const found = corners();
      L.polygon(found, { color: "#9e6600", weight: 3, dashArray: "7 4", fillColor: "#fff1d1", fillOpacity: 0.5, interactive: false }).addTo(drawn);
      found.forEach((at, number) => {
        const words = box.dataset.corner.replace("{number}", number + 1);
        const icon = L.divIcon({ className: "map-corner", iconSize: [18, 18] });
        const corner = L.marker(at, { icon, draggable: true, keyboard: false, title: words, alt: words }).addTo(drawn);
        corner.on("dragend", () => {
          found[number] = [corner.getLatLng().lat, corner.getLatLng().lng];
          write(found);
        });
      });
    };
    field.addEventListener("input", draw);
    draw();
  }

  function listen(map) {
    const add = (at) => write([...corners(), [at.lat, at.lng]]);
    const undo = () => write(corners().slice(0, -1));
    map.on("click", ({ latlng }) => add(latlng));
    map.getContainer().addEventListener("keydown", (pressed) => {
      if (pressed.target !== map.getContainer()) return;
      if (pressed.key !== "Enter" && pressed.key !== "Backspace") return;
      pressed.preventDefault();
      pressed.key === "Enter" ? add(map.getCenter()) : undo();
    });
    document.getElementById("draw-undo").addEventListener("click", undo);
    document.getElementById("draw-clear").addEventListener("click", () => write([]));
  }

  async function start() {
    const land = (await read(box.dataset.units, () => {})) || { units: [], waters: [] };
    const own = corners();
    const known = land.units.flatMap((unit) => unit.ring.map(place));
    const seen = own.length ? own : known;
    if (seen.length === 0) return;
    const map = make(box, L.latLngBounds(seen));
    map.doubleClickZoom.disable();
    for (const unit of land.units) {
      L.polygon(unit.ring.map(place), { color: "#8d8774", weight: 1.5, fillColor: "#e4e0d0", fillOpacity: 0.7, interactive: false })
        .bindTooltip(unit.label).addTo(map);
    }
    for (const water of land.waters) L.polyline(water.line.map(place), { color: "#1d5f96", weight: 3, interactive: false }).addTo(map);
    L.DomUtil.create("div", "map-cross", map.getContainer());
    follow(map);
    listen(map);
  }

  start();
})();
