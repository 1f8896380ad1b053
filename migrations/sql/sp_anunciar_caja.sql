-- A till says that it sells, and with which version: an upgrade waits for those that would not understand what it does.
-- What has said nothing for a day is forgotten.
CREATE PROCEDURE sp_anunciar_caja(
  IN id_de_proceso CHAR(36), IN codigo_de_caja VARCHAR(3), IN version_de_programa VARCHAR(40),
  IN ultima_migracion VARCHAR(100), IN nombre_de_equipo VARCHAR(100))
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DELETE FROM cajas_activas WHERE visto_en < UTC_TIMESTAMP() - INTERVAL 1 DAY;
  INSERT INTO cajas_activas (proceso, caja, programa, esquema, equipo, desde, visto_en)
  VALUES (id_de_proceso, codigo_de_caja, version_de_programa, ultima_migracion, nombre_de_equipo,
    UTC_TIMESTAMP(), UTC_TIMESTAMP())
  ON DUPLICATE KEY UPDATE caja = codigo_de_caja, programa = version_de_programa, esquema = ultima_migracion,
    equipo = nombre_de_equipo, visto_en = UTC_TIMESTAMP();
END
