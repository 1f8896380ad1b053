-- The issuer's one row, from a document whose delicate parts were checked; a part of sp_configurar_factura.
CREATE PROCEDURE sp_guardar_emisor(
  IN doc LONGTEXT, IN ruc_dado VARCHAR(10), IN telefono_dado VARCHAR(15), IN email_dado VARCHAR(80), IN csc CHAR(4),
  IN actividades_dadas LONGTEXT)
SQL SECURITY DEFINER MODIFIES SQL DATA
BEGIN
  DECLARE v_razon, v_fantasia, v_direccion, v_dep, v_dis, v_ciu VARCHAR(600);
  DECLARE v_ambiente VARCHAR(12) DEFAULT campo_texto(doc, '$.emisor.ambiente', 12);
  DECLARE v_departamento, v_distrito, v_ciudad BIGINT;
  SET v_razon = campo_texto(doc, '$.emisor.razon_social', 255),
    v_fantasia = campo_texto(doc, '$.emisor.nombre_fantasia', 255),
    v_direccion = campo_texto(doc, '$.emisor.direccion', 255),
    v_departamento = campo_entero(doc, '$.emisor.departamento', 1, 99),
    v_dep = campo_texto(doc, '$.emisor.nombre_departamento', 40),
    v_distrito = campo_entero(doc, '$.emisor.distrito', 1, 9999),
    v_dis = campo_texto(doc, '$.emisor.nombre_distrito', 40),
    v_ciudad = campo_entero(doc, '$.emisor.ciudad', 1, 99999),
    v_ciu = campo_texto(doc, '$.emisor.nombre_ciudad', 40);
  IF CHAR_LENGTH(COALESCE(v_razon, '')) < 4 THEN CALL sp_rechazar('VALOR_INVALIDO|campo=razon_social'); END IF;
  IF v_direccion IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=direccion'); END IF;
  IF v_departamento IS NULL OR v_dep IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=departamento'); END IF;
  IF v_ciudad IS NULL OR v_ciu IS NULL THEN CALL sp_rechazar('VALOR_INVALIDO|campo=ciudad'); END IF;
  IF (v_distrito IS NULL) <> (v_dis IS NULL) THEN CALL sp_rechazar('VALOR_INVALIDO|campo=distrito'); END IF;
  -- A CDC holds the issuer and the environment is a copy on each document: numbers under way must end first.
  IF EXISTS (
    SELECT 1 FROM emisor e
    JOIN facturas f ON f.estado IN ('sin_firmar', 'pendiente', 'enviando', 'en_duda', 'en_lote', 'inutilizando')
    WHERE e.ruc <> ruc_dado OR e.ambiente <> v_ambiente
      OR e.tipo_contribuyente <> valor_de(doc, '$.emisor.tipo_contribuyente')) THEN
    CALL sp_rechazar('FACTURAS_EN_CURSO');
  END IF;
  INSERT INTO emisor (id_emisor, ruc, razon_social, direccion, departamento, nombre_departamento, ciudad, nombre_ciudad,
    telefono, email, actividades, id_csc, tipo_contribuyente)
  SELECT 1, ruc_dado, v_razon, v_direccion, v_departamento, v_dep, v_ciudad, v_ciu, telefono_dado, email_dado,
    actividades_dadas, csc, valor_de(doc, '$.emisor.tipo_contribuyente') + 0
  FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM emisor);
  UPDATE emisor SET ruc = ruc_dado, razon_social = v_razon, nombre_fantasia = v_fantasia,
    tipo_contribuyente = valor_de(doc, '$.emisor.tipo_contribuyente') + 0,
    direccion = v_direccion,
    numero_casa = COALESCE(campo_entero(doc, '$.emisor.numero_casa', 0, 999999), 0), departamento = v_departamento,
    nombre_departamento = v_dep, distrito = v_distrito, nombre_distrito = v_dis, ciudad = v_ciudad, nombre_ciudad = v_ciu,
    telefono = telefono_dado, email = email_dado, actividades = actividades_dadas, id_csc = csc, ambiente = v_ambiente
  WHERE id_emisor = 1;
  -- What tickets say of the store agrees with its invoices.
  INSERT INTO ajustes (clave, valor) VALUES ('ruc', ruc_dado) ON DUPLICATE KEY UPDATE valor = ruc_dado;
END
