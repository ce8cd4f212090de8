/** The least that an Express app can be: the floor that a package's start is compared with. */
import express from "express";
import process from "node:process";

const app = express();
app.get("/healthz", (_request, response) => {
  response.send("ok");
});
app.listen(Number(process.env["PORT"]), "127.0.0.1");
